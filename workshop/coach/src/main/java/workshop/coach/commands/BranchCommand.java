package workshop.coach.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import workshop.coach.git.SolutionsBranch;

/** The solutions as a branch, for those who compare with git. */
@Command(
        name = "branch",
        description =
                "Writes the local branch \"solutions\", with every step solved, to compare with."
                        + " Your files stay as they are.")
final class BranchCommand implements Runnable {

    @ParentCommand private Coach coach;

    @Override
    public void run() {
        coach.say("%s", SolutionsBranch.write(coach.workshop.root()));
    }
}
