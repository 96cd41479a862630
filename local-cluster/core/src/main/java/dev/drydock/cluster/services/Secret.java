package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret that a service and its clients share. */
final class Secret {
  private static final int BYTES = 32;

  private Secret() {}

  /**
   * The content of the file, in hexadecimal digits. It is made once and only its owner can read it.
   */
  static String in(Path file) throws ClusterException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      StateFiles.folder(file.getParent());
      StateFiles.write(file, HexFormat.of().formatHex(random));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ClusterException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
