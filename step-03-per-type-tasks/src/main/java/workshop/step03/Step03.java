package workshop.step03;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The forum as a Spring application. */
@SpringBootApplication
@EntityScan({"workshop.forum", "workshop.step03"})
@EnableJpaRepositories({"workshop.forum", "workshop.step03"})
public class Step03 {}
