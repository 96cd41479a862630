package dev.drydock.storage.files;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Translates errors of the operating system into failures of a store. */
public final class FileFailure {
  private FileFailure() {}

  /**
   * Translates an exception. A failure of a store, which content from elsewhere may throw, stays as
   * it is.
   */
  public static StorageException of(String url, IOException failure) {
    if (failure instanceof StorageException known) {
      return known;
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String reason =
        failure instanceof FileSystemException system && system.getReason() != null
            ? system.getReason()
            : message;
    if (failure instanceof NoSuchFileException) {
      return new StorageException(Reason.NOT_FOUND, url + ": file does not exist", failure);
    }
    if (failure instanceof AccessDeniedException) {
      return new StorageException(
          Reason.ACCESS_DENIED, url + ": access denied: check the permissions", failure);
    }
    if (failure instanceof FileAlreadyExistsException
        || failure instanceof NotDirectoryException
        || reason.contains("Not a directory")) {
      // For a reader, the file does not exist. For a writer, another file is in its place.
      return new StorageException(
          failure instanceof FileAlreadyExistsException ? Reason.FAILED : Reason.NOT_FOUND,
          url + ": a file has the name of one of its folders: move that file away",
          failure);
    }
    if (reason.contains("Is a directory") || reason.contains("Directory not empty")) {
      return new StorageException(
          Reason.FAILED, url + ": a folder has this name: choose another", failure);
    }
    if (isFull(reason)) {
      return new StorageException(
          Reason.FAILED, url + ": the disk is full: free some space, or write elsewhere", failure);
    }
    if (reason.contains("File name too long")) {
      return new StorageException(
          Reason.FAILED, url + ": the file name is too long: choose a shorter one", failure);
    }
    return new StorageException(Reason.FAILED, url + ": " + reason, failure);
  }

  private static boolean isFull(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("quota exceeded")
        || text.contains("file too large");
  }
}
