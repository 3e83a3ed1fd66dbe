/** A score in the forms that instructors' tools read. */
package workshop.coach.export;
