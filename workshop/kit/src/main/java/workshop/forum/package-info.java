/**
 * The domain: a question-and-answer forum. Questions, answers and comments are three JPA entities
 * that have little in common, and one background job must run on all of them: moderation, which
 * cleans the text and decides what readers see.
 */
package workshop.forum;
