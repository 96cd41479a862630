package dev.drydock.storage.hdfs;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** The connection to a NameNode, and the translation of Hadoop's exceptions. */
public final class HdfsFiles implements Closeable {
  private final FileSystem files;
  private final FileContext context;

  private HdfsFiles(FileSystem files, FileContext context) {
    this.files = files;
    this.context = context;
  }

  /**
   * @param address of the NameNode; empty for the one in the configuration in {@code
   *     HADOOP_CONF_DIR}
   */
  public static HdfsFiles connect(String address) throws StorageException {
    Configuration configuration = configuration();
    String url = address.isEmpty() ? configuration.get("fs.defaultFS") : "hdfs://" + address;
    if (!url.startsWith("hdfs:")) {
      throw new StorageException(
          Reason.UNREACHABLE,
          "hdfs:/: no NameNode is configured: start one with './drydock up hdfs', set"
              + " HADOOP_CONF_DIR, or name it as in hdfs://HOST:PORT/");
    }
    try {
      URI uri = URI.create(url);
      return new HdfsFiles(
          FileSystem.newInstance(uri, configuration),
          FileContext.getFileContext(uri, configuration));
    } catch (IOException | IllegalArgumentException e) {
      throw failure(url, e);
    }
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    String folder = System.getenv("HADOOP_CONF_DIR");
    if (folder != null && !folder.isBlank()) {
      for (String file : new String[] {"core-site.xml", "hdfs-site.xml"}) {
        java.nio.file.Path path = java.nio.file.Path.of(folder, file);
        if (Files.exists(path)) {
          configuration.addResource(new Path(path.toUri()));
        }
      }
    }
    // One checksum of all bytes, which can be compared with other stores.
    configuration.set("dfs.checksum.combine.mode", "COMPOSITE_CRC");
    // Hadoop would close the connection at Ctrl-C, while unfinished files are being removed.
    configuration.setBoolean("fs.automatic.close", false);
    // A user is waiting for the answer.
    configuration.setIfUnset("ipc.client.connect.max.retries", "3");
    configuration.setIfUnset("ipc.client.connect.retry.interval", "300");
    configuration.setIfUnset("ipc.client.connect.max.retries.on.timeouts", "2");
    configuration.setIfUnset("ipc.client.connect.timeout", "5000");
    return configuration;
  }

  FileSystem files() {
    return files;
  }

  /** Can replace a file by a rename in one step. */
  FileContext context() {
    return context;
  }

  /**
   * Whether a path is an existing folder.
   *
   * @param url of the path, for messages
   */
  public boolean isDirectory(String absolute, String url) throws StorageException {
    try {
      return files.getFileStatus(path(absolute)).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException | IllegalArgumentException e) {
      throw failure(url, e);
    }
  }

  /** A path without interpretation. Hadoop would read the text before a colon as a scheme. */
  static Path path(String absolute) {
    return new Path(null, null, absolute);
  }

  static StorageException failure(String url, Exception thrown) {
    if (thrown instanceof StorageException known) {
      return known;
    }
    Exception failure =
        thrown instanceof RemoteException remote ? remote.unwrapRemoteException() : thrown;
    String message = String.valueOf(failure.getMessage()).split("\n", 2)[0];
    if (failure instanceof FileNotFoundException) {
      return new StorageException(Reason.NOT_FOUND, url + ": file does not exist", thrown);
    }
    if (failure instanceof AccessControlException) {
      return new StorageException(
          Reason.ACCESS_DENIED, url + ": access denied: " + message, thrown);
    }
    if (failure instanceof QuotaExceededException) {
      return new StorageException(
          Reason.FAILED, url + ": the quota of its folder is exceeded: " + message, thrown);
    }
    if (failure instanceof ParentNotDirectoryException
        || failure instanceof FileAlreadyExistsException) {
      return new StorageException(
          Reason.FAILED,
          url + ": a file or folder is in its place: move that away, or choose another name",
          thrown);
    }
    if (failure instanceof IllegalArgumentException) {
      return new StorageException(
          Reason.FAILED, url + ": HDFS does not allow this name: " + message, thrown);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof UnknownHostException
          || cause instanceof SocketTimeoutException) {
        return new StorageException(
            Reason.UNREACHABLE,
            url + ": HDFS cannot be reached: './drydock up hdfs' starts the local one",
            thrown);
      }
    }
    if (message.contains("safe mode")) {
      return new StorageException(
          Reason.UNREACHABLE, url + ": HDFS is in safe mode: try again in a moment", thrown);
    }
    return new StorageException(Reason.FAILED, url + ": " + message, thrown);
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      // All files have been closed before; this only ends the connection.
    }
  }
}
