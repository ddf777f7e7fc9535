import {collectExplain} from "lookbook";

export const title = "What explanations of the model that ships cost, and how far they repeat";

const clock = {
  wall: () => performance.now(),
  cpu: () => {
    const {user, system} = process.cpuUsage();
    return (user + system) / 1000;
  },
};

/** About a minute of a processor; best on a machine that does nothing else. */
export const collect = (context) => collectExplain({...context, clock});
