package workshop.step03;

import workshop.forum.Comment;

/** All comments, as moderation sees them. */
public interface ModeratedComments extends Moderated<Comment> {}
