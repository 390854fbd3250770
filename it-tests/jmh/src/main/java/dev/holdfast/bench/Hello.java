package dev.holdfast.bench;

/** The application whose start-up is measured. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
