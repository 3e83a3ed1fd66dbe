package workshop.step03;

/** All announcements, as moderation sees them. */
public interface ModeratedAnnouncements extends Moderated<Announcement> {}
