package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be told of the pages without running them. */
class DocumentationTest {
  private static final int COLUMNS = 100;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern FILE =
      Pattern.compile("`((?:[\\w-]+/)+[\\w.-]+\\.(?:java|xml|txt|md|yml))`");

  static List<Page> pages() throws IOException {
    List<Page> pages = new ArrayList<>(Page.all());
    for (String name : List.of("CONTRIBUTING.md", "SECURITY.md")) {
      Path path = Modules.HOME.resolve(name);
      pages.add(new Page(path, Files.readString(path)));
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Page page) {
    Matcher link = LINK.matcher(page.text());
    while (link.find()) {
      assertThat(page.path().resolveSibling(link.group(1)).normalize()).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void filesThatAreNamedAreThere(Page page) {
    Matcher file = FILE.matcher(page.text());
    while (file.find()) {
      if (!file.group(1).matches("(out|target|my-.*)/.*")) {
        assertThat(Modules.HOME.resolve(file.group(1))).exists();
      }
    }
  }

  /** Tables, code and long links have their own widths. */
  @ParameterizedTest
  @MethodSource("pages")
  void linesAreShort(Page page) {
    boolean code = false;
    List<String> tooLong = new ArrayList<>();
    for (String line : page.text().lines().toList()) {
      if (line.startsWith("```")) {
        code = !code;
      }
      boolean prose = !code && !line.startsWith("|") && !line.contains("](");
      if (prose && line.length() > COLUMNS) {
        tooLong.add(line);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void placeholdersStandForWhatVaries() {
    Pattern pattern = Page.pattern("752 words in … s: …\n…\nend.\n");
    assertThat("752 words in 0.6 s: file:/out\nend.\n").matches(pattern);
    assertThat("752 words in 0.6 s: file:/out\nmore\nand more\nend.\n").matches(pattern);
    assertThat("752 words in 0.6 s: file:/out\nendX\n").doesNotMatch(pattern);
    assertThat("753 words in 0.6 s: file:/out\nend.\n").doesNotMatch(pattern);
  }
}
