package dev.drydock.storage.listing;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Lists the files below a folder like a store lists objects: in the order of their full names. Only
 * the entries of the folders on the way to the next file are in memory.
 */
public final class FolderWalk {
  private static final int PAGE = 1000;

  /** Reads one folder. */
  interface Reader {
    /**
     * @param folder relative to the root; empty for the root, otherwise with a slash at its end
     * @return its entries in any order; none if it does not exist
     */
    List<Entry> read(String folder) throws StorageException;
  }

  /** A file or a folder in a folder. */
  public record Entry(String name, boolean isFolder, long size, Instant modified, String version) {
    private String sortKey() {
      return isFolder ? name + "/" : name;
    }

    /** The file as an object of a listing. */
    StoredObject object(String folder) {
      return new StoredObject(folder + name, size, modified, version, Checksum.NONE);
    }
  }

  private record Level(String folder, Iterator<Entry> entries) {}

  private final Reader reader;
  private final String prefix;
  private final String after;
  private final Deque<Level> levels = new ArrayDeque<>();
  private Optional<StoredObject> ahead = Optional.empty();

  /**
   * @param prefix of the names to list
   * @param after list only names that come after this one; empty for all
   */
  FolderWalk(Reader reader, String prefix, String after) throws StorageException {
    this.reader = reader;
    this.prefix = prefix;
    this.after = after;
    enter(prefix.substring(0, prefix.lastIndexOf('/') + 1));
  }

  /** One page. Its {@code next} is the last name in it. */
  ListPage page() throws StorageException {
    List<StoredObject> objects = new ArrayList<>();
    Optional<StoredObject> next = ahead.isPresent() ? ahead : next();
    while (next.isPresent() && objects.size() < PAGE) {
      objects.add(next.get());
      next = next();
    }
    ahead = next;
    return new ListPage(objects, next.isEmpty() ? "" : objects.get(objects.size() - 1).name());
  }

  private Optional<StoredObject> next() throws StorageException {
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      if (!level.entries.hasNext()) {
        levels.pop();
        continue;
      }
      Entry entry = level.entries.next();
      String name = level.folder + entry.name;
      if (!entry.isFolder) {
        if (name.startsWith(prefix) && isAfter(name)) {
          return Optional.of(entry.object(level.folder));
        }
      } else {
        String folder = name + "/";
        boolean wanted = folder.startsWith(prefix) || prefix.startsWith(folder);
        if (wanted && (isAfter(folder) || after.startsWith(folder))) {
          enter(folder);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isAfter(String name) {
    return after.isEmpty() || NameOrder.UTF8.compare(name, after) > 0;
  }

  private void enter(String folder) throws StorageException {
    levels.push(new Level(folder, sorted(reader.read(folder)).iterator()));
  }

  /** Sorts entries in the order in which a store lists their contents. */
  static List<Entry> sorted(List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Entry::sortKey, NameOrder.UTF8));
    return sorted;
  }
}
