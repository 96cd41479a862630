package dev.drydock.testing;

import java.util.List;

/**
 * A page of the documentation that shows which checks each server passes.
 *
 * @param file relative to the root of the repository
 * @param servers the columns in their order; other servers come after them
 * @param introduction the text before the tables, beginning with a heading
 */
public record FidelityPage(String file, List<String> servers, String introduction) {}
