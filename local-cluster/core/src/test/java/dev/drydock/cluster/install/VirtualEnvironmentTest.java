package dev.drydock.cluster.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cluster.ClusterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of Python, which keeps a diary of what it is asked to do. */
class VirtualEnvironmentTest {
  private static final Map<String, String> REQUIREMENTS = new LinkedHashMap<>();

  static {
    REQUIREMENTS.put("tools.txt", "tool==1 --hash=sha256:00");
    REQUIREMENTS.put("all.txt", "package==2 --hash=sha256:11");
  }

  @TempDir private Path folder;
  private Path diary;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void setUp() {
    diary = folder.resolve("diary");
  }

  @Test
  void installsTheFilesInTheirOrderAndOnlyOnce() throws Exception {
    VirtualEnvironment environment = environment("python", "echo '  Downloading package-2.tar.gz'");

    environment.make(progress::add);
    environment.make(progress::add);

    assertThat(environment.exists()).isTrue();
    assertThat(Files.readAllLines(diary))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("-c "),
            line -> assertThat(line).isEqualTo("-m venv " + environment.directory()),
            line ->
                assertThat(line).endsWith("--require-hashes --requirement=" + file("tools.txt")),
            line -> assertThat(line).endsWith("--require-hashes --requirement=" + file("all.txt")));
    assertThat(progress)
        .containsExactly(
            "making the Python environment " + environment.directory(),
            "Downloading package-2.tar.gz",
            "Downloading package-2.tar.gz");
  }

  @Test
  void startsAnewWhatWasInterrupted() throws Exception {
    VirtualEnvironment environment = environment("python", "");
    Path left = environment.directory().resolve("lib/half");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "half of it");

    environment.make(progress::add);

    assertThat(environment.exists()).isTrue();
    assertThat(left).doesNotExist();
  }

  @Test
  void tellsPipsReasonAndIsNotThereAfterAFailure() throws Exception {
    VirtualEnvironment environment =
        environment("python", "echo 'ERROR: No matching distribution found'; exit 1");

    assertThatThrownBy(() -> environment.make(progress::add))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            "the Python environment "
                + environment.directory()
                + " could not be made: ERROR: No matching distribution found");
    assertThat(environment.exists()).isFalse();
  }

  @Test
  void anEnvironmentMadeThroughALinkOutlivesTheLink() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    environment("python", "");
    String python = folder.resolve("python").toString();

    new VirtualEnvironment(link, "name", REQUIREMENTS, python).make(progress::add);

    assertThat(diary)
        .content()
        .contains("-m venv " + real.toRealPath())
        .doesNotContain("venv " + link);
  }

  @Test
  void tellsThatThereIsNoPython() {
    VirtualEnvironment environment =
        new VirtualEnvironment(folder, "name", REQUIREMENTS, folder.resolve("absent").toString());

    assertThatThrownBy(() -> environment.make(progress::add))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            folder.resolve("absent")
                + " was not found: install Python 3.10 or newer with its venv module");
  }

  @Test
  void otherRequirementsAreAnotherEnvironment() {
    assertThat(new VirtualEnvironment(folder, "name", REQUIREMENTS, "python3").directory())
        .isNotEqualTo(
            new VirtualEnvironment(folder, "name", Map.of("a.txt", "b==1"), "python3").directory());
  }

  private Path file(String name) {
    return new VirtualEnvironment(folder, "name", REQUIREMENTS, "").directory().resolve(name);
  }

  private VirtualEnvironment environment(String name, String pip) throws Exception {
    Path python = folder.resolve(name);
    Files.writeString(
        python,
        """
        #!/bin/sh
        echo "$@" >> '%s'
        case "$2" in
          venv) mkdir -p "$3/bin"; cp "$0" "$3/bin/python";;
          pip) %s;;
        esac
        """
            .formatted(diary, pip.isEmpty() ? ":" : pip));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new VirtualEnvironment(folder, "name", REQUIREMENTS, python.toString());
  }
}
