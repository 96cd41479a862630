package dev.drydock.storage.locations;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.terminal.CommandFailure;

/** The target of a copy: a folder in which the objects keep their names, or one new name. */
public record Target(Folder folder, String name) {
  /**
   * Reads the last argument of a copy.
   *
   * @param several whether there may be several objects
   */
  public static Target of(Stores stores, Location location, boolean several)
      throws StorageException, CommandFailure {
    if (location.scheme().hasBuckets() && location.bucket().isEmpty()) {
      throw CommandFailure.usage(location + ": names no bucket: write " + location + "BUCKET/NAME");
    }
    if (several || location.isFolder() || stores.isDirectory(location)) {
      return new Target(stores.folder(location.asFolder()), "");
    }
    return new Target(stores.folder(location.parent()), location.lastName());
  }

  /** The name in the folder for a source with this name. */
  public String relative(String sourceName) {
    return name.isEmpty() ? sourceName : name;
  }
}
