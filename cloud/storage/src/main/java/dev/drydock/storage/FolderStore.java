package dev.drydock.storage;

import dev.drydock.cloud.ListPage;
import dev.drydock.cloud.ObjectStore;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StoredObject;
import java.util.ArrayList;
import java.util.List;

/** Stores with real folders, which can be looked into one by one. */
interface FolderStore extends ObjectStore, FolderWalk.Reader {
  /** One page, as the entries of a folder are in memory at once; folders without files as well. */
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

  /** Removes a folder that has nothing in it; another one stays. */
  void deleteFolder(String folder) throws StorageException;

  /** Removes the folders in a folder, and that one, as far as there are no files in them. */
  default void deleteEmptyFolders(String folder) throws StorageException {
    for (FolderWalk.Entry entry : read(folder)) {
      if (entry.isFolder()) {
        deleteEmptyFolders(folder + entry.name() + "/");
      }
    }
    deleteFolder(folder);
  }
}
