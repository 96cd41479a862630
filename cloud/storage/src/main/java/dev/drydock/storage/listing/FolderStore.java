package dev.drydock.storage.listing;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.DeclaredContent;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.StreamWrites;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Stores with real folders, which can be read one by one, and files in them. */
public interface FolderStore extends ObjectStore, RangeReads, StreamWrites, FolderWalk.Reader {
  long UNKNOWN_LENGTH = -1;

  /**
   * Writes a file, which gets its name when it is complete.
   *
   * @param length the number of bytes, or {@link #UNKNOWN_LENGTH}
   * @throws StorageException CORRUPT if fewer or more bytes arrive
   */
  StoredObject write(String name, InputStream bytes, long length) throws StorageException;

  @Override
  default StoredObject put(String name, Content content) throws StorageException {
    try (InputStream bytes = content.open()) {
      return write(name, bytes, content.length());
    } catch (IOException e) {
      throw DeclaredContent.unreadable(url(name), e);
    }
  }

  @Override
  default StoredObject put(String name, InputStream bytes) throws StorageException {
    return write(name, bytes, UNKNOWN_LENGTH);
  }

  @Override
  default InputStream get(String name) throws StorageException {
    return get(name, "", 0, Long.MAX_VALUE);
  }

  /**
   * A single page, as the entries of a folder are in memory anyway. Folders without files are
   * included.
   */
  @Override
  default ListPage listFolder(String prefix, String token) throws StorageException {
    List<StoredObject> files = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    for (FolderWalk.Entry entry : FolderWalk.sorted(read(prefix))) {
      if (entry.isFolder()) {
        folders.add(prefix + entry.name() + "/");
      } else {
        files.add(entry.object(prefix));
      }
    }
    return new ListPage(files, folders, "");
  }

  /**
   * Removes a folder if it is empty.
   *
   * @return whether it was removed
   */
  boolean deleteFolder(String folder) throws StorageException;

  /** Removes the folders of a deleted file, as far as they are empty. */
  default void deleteEmptiedFolders(String name) {
    int slash = name.lastIndexOf('/');
    try {
      while (deleteFolder(name.substring(0, slash + 1)) && slash >= 0) {
        slash = name.lastIndexOf('/', slash - 1);
      }
    } catch (StorageException e) {
      return; // A user who may empty a folder may not be allowed to remove it. Then it stays.
    }
  }

  /** Removes a folder and the folders in it, as far as there are no files in them. */
  default void deleteEmptyFolders(String folder) throws StorageException {
    for (FolderWalk.Entry entry : read(folder)) {
      if (entry.isFolder()) {
        deleteEmptyFolders(folder + entry.name() + "/");
      }
    }
    deleteFolder(folder);
  }
}
