package dev.drydock.storage;

import dev.drydock.cloud.ListPage;
import dev.drydock.cloud.ObjectStore;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StoredObject;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The objects whose names begin with a prefix, of which one page is in memory. */
final class ObjectCursor {
  private final ObjectStore store;
  private final String prefix;
  private Iterator<StoredObject> page = List.<StoredObject>of().iterator();
  private String token = "";
  private boolean last;

  ObjectCursor(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** The next in the order of the names' UTF-8 bytes; empty behind the last. */
  Optional<StoredObject> next() throws StorageException {
    while (!page.hasNext()) {
      if (last) {
        return Optional.empty();
      }
      ListPage next = store.list(prefix, token);
      page = next.objects().iterator();
      token = next.next();
      last = token.isEmpty();
    }
    return Optional.of(page.next());
  }
}
