package dev.drydock.cloud.google.storage;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("thorough")
final class GcsObjectsFakeGcsServerIT extends GcsObjectsContract {
  private static FakeGcsServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = FakeGcsServer.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  @Override
  Map<String, String> environment() {
    return Map.of(
        "STORAGE_EMULATOR_HOST", server.endpoint(),
        "GOOGLE_APPLICATION_CREDENTIALS", server.keyFile().toString(),
        "GOOGLE_CLOUD_PROJECT", "drydock");
  }
}
