/**
 * The domain: a question-and-answer forum. Questions, answers and comments are three JPA entities
 * that share only a body, and one background job, moderation, must run on all of them: it cleans
 * the text and decides what readers see.
 */
package workshop.forum;
