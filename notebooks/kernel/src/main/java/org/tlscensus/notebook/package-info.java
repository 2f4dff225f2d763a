/** A kernel for Jupyter that runs Java, and shows answers of the tables as tables and figures. */
package org.tlscensus.notebook;
