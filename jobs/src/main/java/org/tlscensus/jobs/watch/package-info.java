/** Takes in the captures that come into a folder, as long as the program runs. */
package org.tlscensus.jobs.watch;
