package dev.drydock.cluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeanDefaultsTest {
  @Test
  void keepsNamesAndValuesAndDropsProse() {
    assertThat(
            LeanDefaults.lean(
                """
                <?xml version="1.0"?>
                <!-- A licence
                     of two lines -->
                <configuration>
                  <property>
                    <name>a</name>
                    <value>1 2</value>
                    <description>Long
                      prose.</description>
                  </property>
                </configuration>
                """))
        .isEqualTo(
            """
            <?xml version="1.0"?>
            <configuration>
            <property>
            <name>a</name>
            <value>1 2</value>
            </property>
            </configuration>
            """);
  }
}
