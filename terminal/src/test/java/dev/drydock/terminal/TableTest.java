package dev.drydock.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.terminal.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(
            Table.lines(
                List.of("service", "state"),
                List.of(List.of("hdfs", "running"), List.of("spark-yarn", "stopped"))))
        .containsExactly("service     state", "hdfs        running", "spark-yarn  stopped");
  }

  @Test
  void numbersStandOnTheRight() {
    Table table = new Table(List.of(Column.left("engine", 8), Column.right("CPU s", 6)));
    assertThat(table.header()).isEqualTo("engine     CPU s");
    assertThat(table.row(List.of("yarn", "12.5"))).isEqualTo("yarn        12.5");
  }

  @Test
  void wideLettersTakeTwoColumns() {
    assertThat(Table.width("한국어 abc")).isEqualTo(10);
    assertThat(Table.width("日本")).isEqualTo(4);
    assertThat(Table.clip("한국어", 5)).isEqualTo("한국");
    assertThat(Table.clip("abc", 5)).isEqualTo("abc");
  }
}
