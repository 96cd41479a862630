package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code that a page quotes is the code that is tested. A {@code java} block after a comment such as
 * {@code <!-- code: cloud/aws/src/main/java/.../S3Objects.java#pages -->} must equal that region of
 * the source: the lines between {@code // region pages} and {@code // endregion}, without their
 * common indentation. System property {@code drydock.quotes=write} writes the regions into the
 * pages.
 */
class QuotedCodeTest {
  private static final Path HOME = Path.of(System.getProperty("drydock.home"));
  private static final Pattern QUOTE =
      Pattern.compile("<!-- code: (\\S+?)#(\\S+) -->\\n```java\\n(.*?)```\\n", Pattern.DOTALL);
  private static final String MARK = "<!-- code: ";

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(HOME.resolve("README.md")));
    try (Stream<Path> files = Files.walk(HOME.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages.stream().filter(QuotedCodeTest::quotes).toList();
  }

  private static boolean quotes(Path page) {
    try {
      return Files.readString(page).contains(MARK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void quotedCodeIsTheCodeOfTheSource(Path page) throws IOException {
    String text = Files.readString(page);
    StringBuilder mended = new StringBuilder();
    List<String> stale = new ArrayList<>();
    int quotes = 0;
    Matcher quote = QUOTE.matcher(text);
    while (quote.find()) {
      quotes++;
      String source = quote.group(1) + "#" + quote.group(2);
      String region = region(HOME.resolve(quote.group(1)), quote.group(2));
      if (!region.equals(quote.group(3))) {
        stale.add(source);
      }
      quote.appendReplacement(
          mended, Matcher.quoteReplacement(MARK + source + " -->\n```java\n" + region + "```\n"));
    }
    quote.appendTail(mended);
    assertThat(text.split(Pattern.quote(MARK), -1))
        .as("%s: each '%s…#REGION -->' is followed by a java block", page, MARK)
        .hasSize(quotes + 1);
    if ("write".equals(System.getProperty("drydock.quotes"))) {
      Files.writeString(page, mended);
      return;
    }
    assertThat(stale)
        .as(
            "%s quotes code that has changed. To write the current code into the page: ./mvnw test"
                + " -pl cli -am -Dtest=QuotedCodeTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Ddrydock.quotes=write",
            page)
        .isEmpty();
  }

  private static String region(Path source, String name) throws IOException {
    assertThat(source).isRegularFile();
    List<String> lines = Files.readAllLines(source);
    int begin = lines.stream().map(String::strip).toList().indexOf("// region " + name);
    assertThat(begin).as("%s has no '// region %s'", source, name).isNotNegative();
    List<String> rest = lines.subList(begin + 1, lines.size());
    int length = rest.stream().map(String::strip).toList().indexOf("// endregion");
    assertThat(length).as("%s: region %s has no '// endregion'", source, name).isNotNegative();
    return String.join("\n", rest.subList(0, length)).stripIndent() + "\n";
  }
}
