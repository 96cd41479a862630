package dev.drydock.cluster.runtime;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Hadoop's default settings without their descriptions, in a jar that comes first on a class path.
 * Every Hadoop JVM parses these files several times while it starts, and nine tenths of them are
 * prose.
 */
public final class LeanDefaults {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern DESCRIPTION =
      Pattern.compile("<description>.*?</description>", Pattern.DOTALL);
  private static final Pattern BLANK = Pattern.compile("\\s*\\n\\s*");

  private LeanDefaults() {}

  /**
   * The jar with the settings of these jars, made in {@code archives} if it does not exist; empty
   * if they have no such settings.
   */
  public static Optional<Path> jar(Path archives, List<Path> jars) throws ClusterException {
    Path target = archives.resolve("defaults-" + ClassPathKey.of(jars) + ".jar");
    if (Files.exists(target)) {
      return Optional.of(target);
    }
    StateFiles.folder(archives);
    try {
      Map<String, String> defaults = new TreeMap<>();
      for (Path jar : jars) {
        // Jars are chosen by name: opening all of them would take longer than everything else here.
        if (jar.getFileName().toString().startsWith("hadoop-")) {
          read(jar, defaults);
        }
      }
      if (defaults.isEmpty()) {
        return Optional.empty();
      }
      Path temporary = Files.createTempFile(archives, "defaults", ".tmp");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(temporary))) {
        for (Map.Entry<String, String> file : defaults.entrySet()) {
          ZipEntry entry = new ZipEntry(file.getKey());
          entry.setTime(0);
          zip.putNextEntry(entry);
          zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
      // Two commands that make it at the same time produce the same bytes and modification time, on
      // which the names of archives depend.
      Files.setLastModifiedTime(temporary, Files.getLastModifiedTime(jars.get(0)));
      StateFiles.move(temporary, target);
      return Optional.of(target);
    } catch (IOException e) {
      throw StateFiles.unwritable(target, e);
    }
  }

  private static void read(Path jar, Map<String, String> defaults) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry :
          zip.stream().filter(e -> e.getName().matches("[a-z]+-default\\.xml")).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          defaults.putIfAbsent(
              entry.getName(), lean(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
    }
  }

  static String lean(String xml) {
    String bare = DESCRIPTION.matcher(COMMENT.matcher(xml).replaceAll("")).replaceAll("");
    return BLANK.matcher(bare).replaceAll("\n");
  }
}
