package workshop.step04;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The forum as a Spring application. */
@SpringBootApplication
@EntityScan("workshop.forum")
@EnableJpaRepositories("workshop.forum")
public class Step04 {}
