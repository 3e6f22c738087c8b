package dev.clusterregistry.clusterregistry;

import dev.clusterregistry.clusterregistry.command.Program;

/** The program's entry. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Program.run(arguments));
  }
}
