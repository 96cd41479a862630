package dev.drydock.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of aligned columns; the widths are known before the first row, so rows can come late. */
public final class Table {
  private static final String GAP = "  ";

  /** A column; numbers stand on the right. */
  public record Column(String title, int width, boolean right) {
    public static Column left(String title, int width) {
      return new Column(title, Math.max(width, Table.width(title)), false);
    }

    public static Column right(String title, int width) {
      return new Column(title, Math.max(width, Table.width(title)), true);
    }
  }

  private final List<Column> columns;

  public Table(List<Column> columns) {
    this.columns = columns;
  }

  /** The lines of a table whose rows are all known, header first, as wide as it needs to be. */
  public static List<String> lines(List<String> titles, List<List<String>> rows) {
    List<Column> columns =
        IntStream.range(0, titles.size())
            .mapToObj(
                column ->
                    Column.left(
                        titles.get(column),
                        rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)))
            .toList();
    Table table = new Table(columns);
    List<String> lines = new ArrayList<>();
    lines.add(table.header());
    rows.forEach(row -> lines.add(table.row(row)));
    return lines;
  }

  public String header() {
    return row(columns.stream().map(Column::title).toList());
  }

  public String row(List<String> cells) {
    return IntStream.range(0, columns.size())
        .mapToObj(column -> cell(columns.get(column), cells.get(column)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String cell(Column column, String text) {
    String padding = " ".repeat(Math.max(0, column.width() - width(text)));
    return column.right() ? padding + text : text + padding;
  }

  /** The number of terminal columns a text takes: East Asian wide characters take two. */
  public static int width(String text) {
    return text.codePoints().map(Table::width).sum();
  }

  /** The longest beginning of a text that fits into this many terminal columns. */
  static String clip(String text, int columns) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      used += width(character);
      if (used > columns) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }

  /** Decides by script, because the JDK has no data about Unicode's East Asian width (UAX #11). */
  private static int width(int character) {
    // No character before Hangul Jamo is wide.
    if (character < 0x1100) {
      return 1;
    }
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI -> 2;
      default -> 1;
    };
  }
}
