package dev.drydock.cloud.objects;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param folders with {@link ObjectStore#listFolder}, the beginnings of the names in each folder,
 *     up to a slash, in the order of their UTF-8 bytes; empty with other listings
 * @param next the token of the next page; empty on the last page
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
