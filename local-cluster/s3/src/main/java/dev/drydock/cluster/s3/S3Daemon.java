package dev.drydock.cluster.s3;

import dev.drydock.cluster.server.DaemonStart;
import dev.drydock.cluster.server.Settings;
import dev.drydock.cluster.server.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.S3ProxyConstants;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3Proxy with its store in a folder. Every request must be signed with the cluster's key (AWS
 * Signature Version 4). A web page does not know the key, so its requests are refused.
 *
 * <p>Reads {@code s3.properties} in the folder that system property {@code drydock.configuration}
 * names: {@code endpoint}, {@code access-key}, {@code secret-key}, {@code store}, and {@code
 * bucket}, which is created if it does not exist.
 */
public final class S3Daemon {
  private S3Daemon() {}

  public static void main(String[] arguments) {
    DaemonStart.run("s3", S3Daemon::start);
  }

  private static void start() throws Exception {
    Settings settings = Settings.read("s3.properties");
    Path store = Files.createDirectories(settings.path("store"));
    BlobStore files = new FilesystemNio2BlobStore(store.toString());
    BlobStore blobs =
        new FileNamesBlobStore(new FullDiskBlobStore(new ConsistentBlobStore(files)), store);
    String bucket = settings.get("bucket");
    if (!blobs.containerExists(bucket)) {
      blobs.createContainer(bucket);
    }
    S3Proxy proxy =
        S3Proxy.Builder.fromProperties(proxySettings(settings)).blobStore(blobs).build();
    String accessKey = settings.get("access-key");
    AccessGrant grant = new AccessGrant(settings.get("secret-key"), blobs);
    proxy.setBlobStoreLocator(
        (identity, container, name) -> {
          if (!accessKey.equals(identity)) {
            return null;
          }
          FileNamesBlobStore.refuseSlashes(name);
          return grant;
        });
    DaemonStart.closeAtExit("s3", proxy::stop);
    proxy.start();
  }

  private static Properties proxySettings(Settings settings) throws StartException {
    Properties proxy = new Properties();
    proxy.setProperty(S3ProxyConstants.PROPERTY_ENDPOINT, settings.get("endpoint"));
    // Today's SDKs sign with version 4.
    proxy.setProperty(S3ProxyConstants.PROPERTY_AUTHORIZATION, "aws-v4");
    proxy.setProperty(S3ProxyConstants.PROPERTY_IDENTITY, settings.get("access-key"));
    proxy.setProperty(S3ProxyConstants.PROPERTY_CREDENTIAL, settings.get("secret-key"));
    return proxy;
  }
}
