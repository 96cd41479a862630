package dev.drydock.cluster.s3;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Files whose ETag and bytes belong together. S3Proxy reads the ETag and then opens the file, both
 * by its name, under which another may be by then; here it does so again until none has come
 * between.
 */
final class ConsistentBlobStore extends ForwardingBlobStore {
  ConsistentBlobStore(BlobStore store) {
    super(store);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    while (true) {
      ResponseInputStream<GetObjectResponse> opened = super.getBlob(request);
      if (opened == null || request.versionId() != null) {
        return opened;
      }
      HeadObjectResponse now = blobMetadataIfPresent(request.bucket(), request.key());
      if (now == null || now.eTag() == null || now.eTag().equals(opened.response().eTag())) {
        return opened;
      }
      opened.abort();
    }
  }
}
