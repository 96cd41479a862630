package dev.drydock.storage.listing;

import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;

/**
 * Pages of a {@link FolderWalk}. If the next request is for the page that follows, the walk
 * continues; otherwise a new walk starts.
 */
public final class PagedWalk {
  private final FolderWalk.Reader reader;
  private FolderWalk walk;
  private String walkPrefix = "";
  private String walkToken = "";

  public PagedWalk(FolderWalk.Reader reader) {
    this.reader = reader;
  }

  public synchronized ListPage list(String prefix, String token) throws StorageException {
    if (token.isEmpty() || walk == null || !token.equals(walkToken) || !prefix.equals(walkPrefix)) {
      walk = new FolderWalk(reader, prefix, token);
      walkPrefix = prefix;
    }
    ListPage page = walk.page();
    walkToken = page.next();
    return page;
  }
}
