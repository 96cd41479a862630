package dev.drydock.cloud.objects;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param folders of {@link ObjectStore#listFolder}: what the names in it begin with, up to a slash,
 *     in the order of their UTF-8 bytes; none of another listing
 * @param next the token of the page after it, empty if it is the last
 */
public record ListPage(List<StoredObject> objects, List<String> folders, String next) {
  public ListPage {
    objects = List.copyOf(objects);
    folders = List.copyOf(folders);
  }

  /** A page without folders. */
  public ListPage(List<StoredObject> objects, String next) {
    this(objects, List.of(), next);
  }
}
