module.exports = require('../../../jest.portal.cjs')(__dirname);
