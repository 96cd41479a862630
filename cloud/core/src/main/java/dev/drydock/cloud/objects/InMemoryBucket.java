package dev.drydock.cloud.objects;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/** Objects by name. A caller that needs several calls to be one step holds the monitor of this. */
final class InMemoryBucket {
  /** An object. Nothing changes its bytes. */
  static final class Entry {
    private final StoredObject about;
    private final byte[] bytes;

    Entry(StoredObject about, byte[] bytes) {
      this.about = about;
      this.bytes = bytes;
    }

    StoredObject about() {
      return about;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** A multipart upload. */
  record Pending(MultipartUploads.Upload upload, TreeMap<Integer, byte[]> parts) {}

  private static final Comparator<String> BYTE_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final TreeMap<String, Entry> objects = new TreeMap<>(BYTE_ORDER);

  /** The older versions of each name, the newest last. */
  private final TreeMap<String, List<Entry>> kept = new TreeMap<>(BYTE_ORDER);

  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private boolean keepsVersions;
  private long counter;

  synchronized boolean isEmpty() {
    return objects.isEmpty() && kept.isEmpty();
  }

  synchronized Optional<Entry> find(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  synchronized Optional<Entry> find(String name, String version) {
    return versions(name).stream()
        .filter(entry -> entry.about().version().equals(version))
        .findFirst();
  }

  synchronized StoredObject put(String name, byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    StoredObject about =
        new StoredObject(
            name,
            bytes.length,
            Instant.now(),
            Long.toString(++counter),
            new Checksum(Checksum.Algorithm.CRC32C, "%08x".formatted(sum.getValue())));
    keep(objects.put(name, new Entry(about, bytes)));
    return about;
  }

  synchronized void delete(String name) {
    keep(objects.remove(name));
  }

  private void keep(Entry replaced) {
    if (keepsVersions && replaced != null) {
      kept.computeIfAbsent(replaced.about().name(), name -> new ArrayList<>()).add(replaced);
    }
  }

  synchronized void keepVersions(boolean keep) {
    keepsVersions = keep;
  }

  /** All versions of a name, the newest first. */
  synchronized List<Entry> versions(String name) {
    List<Entry> versions = new ArrayList<>();
    find(name).ifPresent(versions::add);
    List<Entry> older = kept.getOrDefault(name, List.of());
    for (int i = older.size() - 1; i >= 0; i--) {
      versions.add(older.get(i));
    }
    return versions;
  }

  synchronized List<StoredObject> allVersions(String prefix) {
    TreeSet<String> names = new TreeSet<>(objects.navigableKeySet());
    names.addAll(kept.navigableKeySet());
    return names.stream()
        .filter(name -> name.startsWith(prefix))
        .flatMap(name -> versions(name).stream())
        .map(Entry::about)
        .toList();
  }

  synchronized void deleteVersion(String name, String version) {
    Predicate<Entry> isIt = entry -> entry.about().version().equals(version);
    find(name).filter(isIt).ifPresent(current -> objects.remove(name));
    List<Entry> older = kept.getOrDefault(name, new ArrayList<>());
    older.removeIf(isIt);
    if (older.isEmpty()) {
      kept.remove(name);
    }
  }

  /**
   * At most {@code limit} objects with a prefix whose names come after a name; "" for the first
   * ones.
   */
  synchronized List<StoredObject> list(String prefix, String after, int limit) {
    boolean first = after.isEmpty();
    return objects.tailMap(first ? prefix : after, first).values().stream()
        .map(Entry::about)
        .takeWhile(about -> about.name().startsWith(prefix))
        .limit(limit)
        .toList();
  }

  /** As {@link ObjectStore#listFolder}. A token is the last name that was passed over. */
  synchronized ListPage listFolder(String prefix, String after, int limit) {
    List<StoredObject> found = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    String last = after;
    Map.Entry<String, Entry> next =
        after.isEmpty() ? objects.ceilingEntry(prefix) : objects.higherEntry(after);
    while (next != null && next.getKey().startsWith(prefix)) {
      if (found.size() + folders.size() == limit) {
        return new ListPage(found, folders, last);
      }
      int slash = next.getKey().indexOf('/', prefix.length());
      if (slash < 0) {
        found.add(next.getValue().about());
        last = next.getKey();
      } else {
        String folder = next.getKey().substring(0, slash + 1);
        folders.add(folder);
        for (; next != null && next.getKey().startsWith(folder); next = objects.higherEntry(last)) {
          last = next.getKey();
        }
      }
      next = objects.higherEntry(last);
    }
    return new ListPage(found, folders, "");
  }

  synchronized Pending begin(String name) {
    String id = "upload-" + ++counter;
    Pending begun =
        new Pending(new MultipartUploads.Upload(name, id, Instant.now()), new TreeMap<>());
    pending.put(id, begun);
    return begun;
  }

  synchronized Optional<Pending> pending(String name, String id) {
    return Optional.ofNullable(pending.get(id)).filter(found -> found.upload().name().equals(name));
  }

  synchronized void forget(String id) {
    pending.remove(id);
  }

  synchronized List<MultipartUploads.Upload> unfinished(String prefix) {
    return pending.values().stream()
        .map(Pending::upload)
        .filter(upload -> upload.name().startsWith(prefix))
        .toList();
  }
}
