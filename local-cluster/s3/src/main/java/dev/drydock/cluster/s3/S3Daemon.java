package dev.drydock.cluster.s3;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.S3ProxyConstants;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3Proxy with its store in a folder. Every request must be signed with the cluster's key (AWS
 * Signature Version 4), so a web page, which does not know it, can do nothing.
 *
 * <p>Reads {@code s3.properties} in the folder of system property {@code drydock.configuration}:
 * {@code endpoint}, {@code access-key}, {@code secret-key}, {@code store} and {@code bucket}, which
 * is made if it is not there.
 */
public final class S3Daemon {
  private S3Daemon() {}

  public static void main(String[] arguments) throws Exception {
    Properties settings = new Properties();
    Path file = Path.of(System.getProperty("drydock.configuration"), "s3.properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    Path store = Files.createDirectories(Path.of(settings.getProperty("store")));
    BlobStore files = new FilesystemNio2BlobStore(store.toString());
    BlobStore blobs =
        new FileNamesBlobStore(new FullDiskBlobStore(new ConsistentBlobStore(files)), store);
    String bucket = settings.getProperty("bucket");
    if (!blobs.containerExists(bucket)) {
      blobs.createContainer(bucket);
    }
    S3Proxy proxy =
        S3Proxy.Builder.fromProperties(proxySettings(settings)).blobStore(blobs).build();
    String accessKey = settings.getProperty("access-key");
    AccessGrant grant = new AccessGrant(settings.getProperty("secret-key"), blobs);
    proxy.setBlobStoreLocator(
        (identity, container, name) -> {
          if (!accessKey.equals(identity)) {
            return null;
          }
          FileNamesBlobStore.refuseSlashes(name);
          return grant;
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(proxy)));
    proxy.start();
    ready(Path.of(System.getProperty("drydock.ready")));
  }

  private static Properties proxySettings(Properties settings) {
    Properties proxy = new Properties();
    proxy.setProperty(S3ProxyConstants.PROPERTY_ENDPOINT, settings.getProperty("endpoint"));
    // The SDKs of today sign with version 4; version 2 is for no one.
    proxy.setProperty(S3ProxyConstants.PROPERTY_AUTHORIZATION, "aws-v4");
    proxy.setProperty(S3ProxyConstants.PROPERTY_IDENTITY, settings.getProperty("access-key"));
    proxy.setProperty(S3ProxyConstants.PROPERTY_CREDENTIAL, settings.getProperty("secret-key"));
    return proxy;
  }

  /** Tells the launcher, which must never see half a file. */
  private static void ready(Path file) throws IOException {
    Path temporary = Files.createFile(file.resolveSibling(file.getFileName() + ".tmp"));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void stop(S3Proxy proxy) {
    try {
      proxy.stop();
    } catch (Exception e) {
      System.err.println("S3Proxy did not stop: " + e);
    }
  }
}
