package workshop.step03;

import workshop.forum.Question;

/** All questions, as moderation sees them. */
public interface ModeratedQuestions extends Moderated<Question> {}
