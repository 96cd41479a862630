package dev.drydock.storage;

import dev.drydock.cloud.StorageException;

/** Stores with real folders, which can be looked into one by one. */
interface FolderStore extends FolderWalk.Reader {
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
