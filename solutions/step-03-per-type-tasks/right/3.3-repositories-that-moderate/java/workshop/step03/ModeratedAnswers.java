package workshop.step03;

import workshop.forum.Answer;

/** All answers, as moderation sees them. */
public interface ModeratedAnswers extends Moderated<Answer> {}
