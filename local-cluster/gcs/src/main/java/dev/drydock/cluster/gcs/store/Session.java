package dev.drydock.cluster.gcs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A connection to the index with its prepared statements, used by one thread at a time. */
public final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /** The statement, prepared once. Executing it again closes its earlier result. */
  public PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** A statement that is used only once. */
  Statement createStatement() throws SQLException {
    return connection.createStatement();
  }

  void execute(String sql) throws SQLException {
    statement(sql).execute();
  }

  /** To be called after a failure, since the driver closes a statement that fails. */
  void prepareAnew() {
    for (PreparedStatement statement : statements.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        // It is not used again.
      }
    }
    statements.clear();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
