package workshop.race;
import java.nio.file.Path;
final class Page { static final Path FOLDER = Path.of("target","workshop","races"); static Path write(Exploration<?> e, Path f){return f;} }
