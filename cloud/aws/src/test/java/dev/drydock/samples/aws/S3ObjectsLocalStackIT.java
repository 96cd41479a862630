package dev.drydock.samples.aws;

import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.Endpoint;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
    value = "dev.drydock.cloud.aws.s3.S3ObjectStoreLocalStackIT#isInstalled",
    disabledReason = "needs LocalStack: set CI=true to install it")
@LocalClusterTest(ServiceName.LOCALSTACK)
final class S3ObjectsLocalStackIT extends S3ObjectsContract {
  private final String endpoint;

  S3ObjectsLocalStackIT(@Endpoint(ServiceName.LOCALSTACK) String endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint,
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test");
  }
}
