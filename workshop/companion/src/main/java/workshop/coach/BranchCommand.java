package workshop.coach;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import workshop.coach.branch.SolutionsBranch;

/** The solutions as a branch, for those who think in branches. */
@Command(name = "branch", description = "Writes the local branch \"solutions\", on which every step is solved: to compare with, or to look around in.")
final class BranchCommand implements Runnable {

    @ParentCommand
    private Coach coach;

    @Override
    public void run() {
        coach.say("%s", SolutionsBranch.write(coach.workshop.root()));
    }
}
