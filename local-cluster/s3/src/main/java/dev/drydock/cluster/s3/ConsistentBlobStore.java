package dev.drydock.cluster.s3;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Makes sure that the ETag and the bytes of a reply belong together. S3Proxy reads the ETag of a
 * file and then opens the file by its name. In between, another file may get that name. This class
 * repeats both steps until that has not happened.
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
