package dev.drydock.cloud;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param next the token of the page after it, empty if it is the last
 */
public record ListPage(List<StoredObject> objects, String next) {
  public ListPage {
    objects = List.copyOf(objects);
  }
}
