package workshop.coach.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import workshop.coach.git.SolutionsBranch;

/** The solutions as a branch, for those who compare with git. */
@Command(
        name = "branch",
        description =
                "Writes the local branch \"solutions\": every step solved, for git diff. Your files"
                        + " are not touched.")
final class BranchCommand implements Runnable {

    @ParentCommand private Coach coach;

    @Override
    public void run() {
        coach.say("%s", SolutionsBranch.write(coach.workshop.root()));
    }
}
