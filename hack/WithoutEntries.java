import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the entries below a folder out of a jar, in place: {@code WithoutEntries.java JAR PREFIX}.
 *
 * <p>Run by hack/stage-program.sh on the program, in which the driver of SQLite has its library for two
 * dozen systems; the ones that a release is for stand beside it.
 */
final class WithoutEntries {
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path draft = jar.resolveSibling(jar.getFileName() + ".new");
    int taken = 0;
    try (ZipFile in = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(draft);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        if (entry.getName().startsWith(arguments[1])) {
          taken++;
          continue;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        try (InputStream content = in.getInputStream(entry)) {
          content.transferTo(out);
        }
        out.closeEntry();
      }
    }
    if (taken == 0) {
      Files.delete(draft);
      throw new IllegalArgumentException("no entry of " + jar + " begins with " + arguments[1]);
    }
    Files.move(draft, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
