package workshop.step05;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A vote of the members. */
final class Poll {

    private Poll() {}

    /**
     * What one member says in the name of another. Its class sounds like one of Hibernate's
     * proxies, its table like nothing that JPA or Java knows, and it has no repository.
     */
    @Entity(name = "ProxyVote")
    @Table(name = "votes_for_others")
    public static class HibernateProxyVote extends Moderated {

        protected HibernateProxyVote() {
            // for JPA
        }

        public HibernateProxyVote(String body) {
            super(body);
        }
    }
}
