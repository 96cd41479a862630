package dev.drydock.storage.listing;

import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;

/**
 * Pages of a {@link FolderWalk}. The walk goes on where its last page ended if the next one asked
 * for is the one behind it; else it is begun anew.
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
