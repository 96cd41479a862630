package dev.drydock.storage.locations;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.Versions;
import dev.drydock.storage.listing.FolderStore;
import dev.drydock.storage.listing.ObjectCursor;
import dev.drydock.terminal.CommandFailure;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the objects that a user names: by a name, a pattern or a folder. */
public final class Finder {
  private final Stores stores;
  private final boolean removes;

  public Finder(Stores stores) {
    this(stores, false);
  }

  private Finder(Stores stores, boolean removes) {
    this.stores = stores;
    this.removes = removes;
  }

  /** A finder that finds links instead of the files they lead to. */
  public static Finder toRemove(Stores stores) {
    return new Finder(stores, true);
  }

  private Folder folder(Location location) throws StorageException {
    return removes ? stores.folderOfLinks(location) : stores.folder(location);
  }

  /** Whether a location may stand for several objects. */
  public boolean isSeveral(Location location, boolean recursive) throws StorageException {
    return recursive || (Glob.isPattern(location.name()) && literal(location).isEmpty());
  }

  /**
   * The objects of a location. If an object has exactly this name, the name is not a pattern.
   *
   * @param recursive whether a folder stands for its contents
   * @throws CommandFailure if there is nothing
   */
  public SourceCursor find(Location location, boolean recursive)
      throws StorageException, CommandFailure {
    return find(location, recursive, "add --recursive to include its contents");
  }

  /** The same for verbs that accept no folders. */
  public SourceCursor find(Location location) throws StorageException, CommandFailure {
    return find(
        location,
        false,
        "name a file in it, or use storage cat '" + location.asFolder() + "*' for all of them");
  }

  private SourceCursor find(Location location, boolean recursive, String advice)
      throws StorageException, CommandFailure {
    Optional<Source> literal = literal(location);
    if (literal.isPresent() && !recursive) {
      return once(literal.get());
    }
    if (literal.isEmpty() && Glob.isPattern(location.name())) {
      return matching(location, recursive);
    }
    Folder folder = folder(location.asFolder());
    SourceCursor inside = in(folder, relative -> true);
    Optional<Source> first = inside.next();
    if (first.isPresent() && recursive) {
      return after(first.get(), inside);
    }
    if (literal.isPresent()) {
      return once(literal.get());
    }
    if (first.isPresent() || stores.isDirectory(location)) {
      if (recursive) {
        return Optional::empty;
      }
      throw CommandFailure.failed(location.asFolder() + ": is a folder: " + advice);
    }
    if (stores.isDeviceOrPipe(location)) {
      throw CommandFailure.failed(
          location + ": is a device or a pipe: pipe its bytes into '-', standard input");
    }
    throw nothing(location);
  }

  private SourceCursor matching(Location location, boolean recursive)
      throws StorageException, CommandFailure {
    Glob glob = Glob.of(location);
    Folder folder = folder(new Location(location.scheme(), location.bucket(), glob.folder()));
    SourceCursor inside =
        in(
            folder,
            relative -> glob.matches(relative) || (recursive && glob.matchesFolderOf(relative)));
    Optional<Source> first = inside.next();
    if (first.isEmpty()) {
      throw CommandFailure.failed(
          location
              + ": no name matches: '"
              + "storage ls "
              + folder.location()
              + "' shows what is there");
    }
    return after(first.get(), inside);
  }

  /** All objects in a folder whose relative names are wanted. */
  public static SourceCursor in(Folder folder, Predicate<String> wanted) {
    return in(folder, token -> folder.store().list(folder.prefix(), token), wanted);
  }

  /** All versions of all objects in a bucket. */
  public static SourceCursor versions(Folder bucket, Versions versions) {
    return in(bucket, token -> versions.listVersions(bucket.prefix(), token), relative -> true);
  }

  private static SourceCursor in(
      Folder folder, ObjectCursor.Listing listing, Predicate<String> wanted) {
    ObjectCursor objects = new ObjectCursor(listing);
    return () -> {
      for (Optional<StoredObject> next = objects.next(); next.isPresent(); next = objects.next()) {
        if (!next.get().name().startsWith(folder.prefix())) {
          // With dots in the name of a folder, some servers list another folder.
          continue;
        }
        String relative = next.get().name().substring(folder.prefix().length());
        if (wanted.test(relative)) {
          return Optional.of(new Source(folder, next.get(), relative));
        }
      }
      return Optional.empty();
    };
  }

  /** Whether a location is a folder, or would be one. */
  public boolean isFolder(Location location) throws StorageException {
    return !Glob.isPattern(location.name()) && literal(location).isEmpty();
  }

  /** Removes the folders that are empty after their files were removed. Buckets have none. */
  public void deleteEmptyFolders(Location location) throws StorageException {
    if (!Glob.isPattern(location.name())
        && stores.isDirectory(location)
        && stores.folderOfLinks(location.asFolder()).store() instanceof FolderStore folders) {
      folders.deleteEmptyFolders("");
    }
  }

  private Optional<Source> literal(Location location) throws StorageException {
    // A bucket or the root of a file system is not an object.
    if (location.name().isEmpty() || (location.isFolder() && !location.scheme().hasBuckets())) {
      return Optional.empty();
    }
    Folder folder = folder(location.parent());
    String relative = location.name().substring(location.parent().name().length());
    return folder
        .store()
        .head(folder.name(relative))
        .map(object -> new Source(folder, object, relative));
  }

  private static SourceCursor once(Source source) {
    return after(source, Optional::empty);
  }

  private static SourceCursor after(Source first, SourceCursor rest) {
    Iterator<Source> begin = List.of(first).iterator();
    return () -> begin.hasNext() ? Optional.of(begin.next()) : rest.next();
  }

  public static CommandFailure nothing(Location location) {
    return CommandFailure.failed(
        location
            + (location.scheme().hasBuckets() ? ": object does not exist" : ": file does not exist")
            + ": 'storage ls "
            + location.parent()
            + "' shows what is there");
  }
}
