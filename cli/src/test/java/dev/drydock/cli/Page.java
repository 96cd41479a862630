package dev.drydock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation: its fenced blocks are what a reader types, and what they see. */
record Page(Path path, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern FILE_NAME =
      Pattern.compile("^(?://|#|<!--) ([\\w./-]+\\.\\w+)(?: -->)?\\n");

  /** What stands for text that is another one each time, in expected output. */
  private static final String PLACEHOLDER = "…";

  private record Block(String language, String text) {
    /** The file that the first line, a comment, names. */
    Optional<String> file() {
      Matcher name = FILE_NAME.matcher(text);
      return language.equals("sh") || !name.find() ? Optional.empty() : Optional.of(name.group(1));
    }
  }

  /**
   * Commands of one block.
   *
   * @param output what they print on standard output, if the page shows it
   */
  record Step(String commands, Optional<String> output) {}

  /** The README and all pages under docs. */
  static List<Page> all() throws IOException {
    List<Path> paths = new ArrayList<>(List.of(Modules.HOME.resolve("README.md")));
    try (Stream<Path> files = Files.walk(Modules.HOME.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(paths::add);
    }
    List<Page> pages = new ArrayList<>();
    for (Path path : paths) {
      pages.add(new Page(path, Files.readString(path)));
    }
    return pages;
  }

  private List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(block -> new Block(block.group(1), block.group(2)))
        .toList();
  }

  /** The {@code sh} blocks, each with the {@code text} block that follows it at once. */
  List<Step> steps() {
    List<Block> blocks = blocks();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals("sh")) {
        boolean shown = i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text");
        steps.add(
            new Step(
                blocks.get(i).text(),
                shown ? Optional.of(blocks.get(i + 1).text()) : Optional.empty()));
      }
    }
    return steps;
  }

  /** Writes the blocks that begin with the name of a file. */
  void writeFiles(Path folder) throws IOException {
    for (Block block : blocks()) {
      if (block.file().isPresent()) {
        Path file = folder.resolve(block.file().get());
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.text());
      }
    }
  }

  /**
   * Matches the output that a page shows: {@code …} stands for any text within a line, and on a
   * line of its own for any lines.
   */
  static Pattern pattern(String shown) {
    return Pattern.compile(
        shown
            .lines()
            .map(line -> line.strip().equals(PLACEHOLDER) ? "(?:.*\n)*?" : pattern(line, "\n"))
            .collect(Collectors.joining()));
  }

  private static String pattern(String line, String end) {
    return Arrays.stream(line.split(PLACEHOLDER, -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*?", "", end));
  }

  @Override
  public String toString() {
    return Modules.HOME.relativize(path).toString();
  }
}
