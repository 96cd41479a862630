package dev.drydock.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What the contracts of a class run against. The class registers it as an extension and connects it
 * once, before all tests. The contracts that are nested in the class get it as a parameter, and the
 * connection is closed after the last of them.
 *
 * @param <C> the connection to the server
 */
public final class ServerUnderTest<C extends AutoCloseable>
    implements ParameterResolver, AfterAllCallback {
  private final String name;
  private C connection;

  /**
   * @param name the heading of its column in the {@linkplain FidelityPage fidelity page}
   */
  public ServerUnderTest(String name) {
    this.name = name;
  }

  /**
   * To be called before all tests.
   *
   * @param opened closed after the last test
   */
  public void connect(C opened) {
    this.connection = opened;
  }

  String name() {
    return name;
  }

  C connection() {
    return connection;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ServerUnderTest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return this;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    // JUnit calls this for each nested class too.
    boolean outermost = context.getRequiredTestClass().getEnclosingClass() == null;
    if (outermost && connection != null) {
      connection.close();
    }
  }
}
