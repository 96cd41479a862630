package dev.drydock.storage.listing;

import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The objects of a listing, of which one page is in memory. */
public final class ObjectCursor {
  /** A listing, such as {@link dev.drydock.cloud.objects.ObjectStore#list} with a prefix. */
  public interface Listing {
    /**
     * @param token empty for the first page
     */
    ListPage page(String token) throws StorageException;
  }

  private final Listing listing;
  private Iterator<StoredObject> page = List.<StoredObject>of().iterator();
  private String token = "";
  private boolean last;

  public ObjectCursor(Listing listing) {
    this.listing = listing;
  }

  /** The next object in the order of the listing; empty after the last. */
  public Optional<StoredObject> next() throws StorageException {
    while (!page.hasNext()) {
      if (last) {
        return Optional.empty();
      }
      ListPage next = listing.page(token);
      page = next.objects().iterator();
      token = next.next();
      last = token.isEmpty();
    }
    return Optional.of(page.next());
  }
}
