package dev.drydock.cluster;

/** One daemon, as the program knows it: {@code namenode}, {@code datanode-2}, {@code worker}. */
record Role(String name, Program program) {}
